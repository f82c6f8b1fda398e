/** The product as a child process of the benchmark. */
import type { AddressInfo } from 'node:net'
import { createLog, startApp } from '../src/app.ts'

const { connectionString, now } = JSON.parse(process.argv[2]!) as { connectionString: string; now: string }
const app = await startApp({
  config: { role: 'all', sandbox: false, rateLimit: null, allowPrivateWebhooks: true, logLevel: 'error' },
  connectionString,
  secretKey: Buffer.alloc(32, 7),
  log: createLog('error'),
})
app.clock.setShift(new Date(now).getTime() - Date.now())
await app.server.listen({ port: 0, host: '127.0.0.1' })
process.send!(`http://127.0.0.1:${(app.server.server.address() as AddressInfo).port}`)
process.on('SIGTERM', () => void app.stop().then(() => process.exit(0)))
