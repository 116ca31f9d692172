import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** While one works on the pages, the hall answers everything that is not a page. */
const hall = 'http://127.0.0.1:3000';
const answeredByHall = [
  '/graphql',
  '/personas',
  '/sign-in',
  '/sign-out',
  '/me',
  '/agencies.json',
  '/clock',
  '/files',
  '/live',
];

const part = (name: string, test: RegExp, priority: number) => ({ name, test, priority });

export default defineConfig({
  base: '/',
  plugins: [react()],
  server: { host: '127.0.0.1', proxy: Object.fromEntries(answeredByHall.map((path) => [path, hall])) },
  build: {
    outDir: 'dist',
    target: 'es2023',
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      onwarn: (warning, warn) => warning.code !== 'MODULE_LEVEL_DIRECTIVE' && warn(warning),
      output: {
        codeSplitting: {
          // What changes with every release is kept apart from what a browser may keep for a year.
          groups: [part('react', /node_modules\/(react|react-dom|scheduler)\//, 2)],
        },
      },
    },
  },
});
