/** The baseline: signs a body and posts it, again and again, without a database. Sends its rate when the time is over. */
import { Pool } from 'undici'
import { signBody, signingKeys, standardHeaders } from '#platform/signature.ts'

const { origin, body, seconds, concurrency } = JSON.parse(process.argv[2]!) as {
  origin: string
  body: string
  seconds: number
  concurrency: number
}
const keys = signingKeys(`whsec_${Buffer.alloc(32, 7).toString('base64')}`)
const pool = new Pool(origin, { connections: concurrency })
const bytes = Buffer.from(body)
let sent = 0
const until = performance.now() + seconds * 1000
process.send!('started')
await Promise.all(
  Array.from({ length: concurrency }, async () => {
    while (performance.now() < until) {
      const answer = await pool.request({
        path: '/bare',
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'zenoti-webhook-signature': signBody(keys, bytes),
          ...standardHeaders([keys], '67d999a57c1e94b20d1a2b38', new Date(), bytes),
        },
        body: bytes,
      })
      await answer.body.dump()
      sent++
    }
  }),
)
process.send!({ rate: sent / seconds })
await pool.close()
