{{- define "yimen.labels" -}}
app.kubernetes.io/part-of: yimen
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
{{- end }}

{{- define "yimen.environment" -}}
- { name: HOST, value: 0.0.0.0 }
- { name: NODE_ENV, value: production }
- { name: AGENCIES, value: /etc/yimen/agencies.yaml }
- { name: LOG_LEVEL, value: {{ .Values.logLevel | quote }} }
- { name: OIDC_ISSUER, value: {{ required "oidc.issuer" .Values.oidc.issuer | quote }} }
- { name: OIDC_JWKS, value: {{ required "oidc.jwks" .Values.oidc.jwks | quote }} }
- name: GATEWAY_SECRET
  valueFrom: { secretKeyRef: { name: {{ .Release.Name }}-gateway, key: secret, optional: true } }
- { name: DRAIN_DELAY_MS, value: {{ .Values.drainDelayMs | quote }} }
- { name: DRAIN_MS, value: {{ .Values.drainMs | quote }} }
{{- end }}

{{- define "yimen.security" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
runAsUser: 1000
capabilities: { drop: [ALL] }
seccompProfile: { type: RuntimeDefault }
{{- end }}

{{- /* The wait before no more is taken and the work under way, and a quarter of a minute for what ends after them. */}}
{{- define "yimen.grace" -}}
{{ add 15 (div (add (int64 .Values.drainDelayMs) (int64 .Values.drainMs)) 1000) }}
{{- end }}
