import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

/** Measurements of the running process, served at /metrics. */
export interface Metrics {
  readonly registry: Registry
  readonly requests: Histogram<'method' | 'route' | 'status'>
  readonly jobs: Counter<'job' | 'outcome'>
  readonly outbox: Gauge<'state'>
  readonly clockFirings: Counter<'kind'>
}

export const createMetrics = (): Metrics => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    requests: new Histogram({
      name: 'linli_http_seconds',
      help: 'Server time of a request by route',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5],
      registers,
    }),
    jobs: new Counter({ name: 'linli_jobs_total', help: 'Runs of scheduled jobs', labelNames: ['job', 'outcome'], registers }),
    outbox: new Gauge({ name: 'linli_outbox', help: 'Outbox entries by state', labelNames: ['state'], registers }),
    clockFirings: new Counter({ name: 'linli_clock_firings_total', help: 'Warnings and breaches fired', labelNames: ['kind'], registers }),
  }
}
