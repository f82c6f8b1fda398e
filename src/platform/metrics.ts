import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/** Everything GET /metrics shows. */
export const registry = new Registry()
collectDefaultMetrics({ register: registry })

export const requestSeconds = new Histogram({
  name: 'chaise_request_seconds',
  help: 'Time to answer, by operation',
  labelNames: ['operation'],
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
  registers: [registry],
})
export const deliveryAttempts = new Counter({
  name: 'chaise_webhook_attempts_total',
  help: 'Webhook sends, by outcome',
  labelNames: ['outcome'],
  registers: [registry],
})
export const deliverySeconds = new Histogram({
  name: 'chaise_webhook_first_attempt_seconds',
  help: 'From the commit of an event to its first send',
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30],
  registers: [registry],
})
export const openDeliveries = new Gauge({
  name: 'chaise_webhook_deliveries_open',
  help: 'Deliveries that still wait for a success',
  registers: [registry],
})
