/** What a person sees in a browser: the start page and the API reference. */
import type { FastifyInstance } from 'fastify'

export interface PageFacts {
  sandbox: boolean
  version: string
}

let referenceScript: Promise<string> | undefined

/** The reference's script, taken out of its plugin only when somebody looks: it is large and most processes never show it. */
async function readReferenceScript(): Promise<string> {
  const [{ default: Fastify }, { default: reference }] = await Promise.all([
    import('fastify'),
    import('@scalar/fastify-api-reference'),
  ])
  const shelf = Fastify()
  await shelf.register(reference, { routePrefix: '/docs', configuration: { url: '/openapi.json' } })
  const { body, statusCode } = await shelf.inject('/docs/js/scalar.js')
  await shelf.close()
  if (statusCode !== 200) throw new Error(`The reference has no script (${statusCode})`)
  return body
}

export function addPages(server: FastifyInstance, facts: PageFacts): void {
  server.get('/', (request, reply) =>
    reply.type('text/html; charset=utf-8').send(startPage(facts, request.host)),
  )
  server.get('/docs', (_request, reply) => reply.type('text/html; charset=utf-8').send(referencePage))
  server.get('/docs/reference.js', async (_request, reply) => {
    const script = await (referenceScript ??= readReferenceScript())
    return reply
      .type('text/javascript; charset=utf-8')
      .header('cache-control', 'public, max-age=86400')
      .send(script)
  })
}

/** The page alone: no fonts, figures or helpers from elsewhere. */
const REFERENCE = {
  showDeveloperTools: 'never',
  showToolbar: 'never',
  agent: { disabled: true },
  mcp: { disabled: true },
  telemetry: false,
  withDefaultFonts: false,
  persistAuth: true,
}

const referencePage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Chaise API</title>
<body>
<script id="api-reference" data-url="/openapi.json" data-configuration='${JSON.stringify(REFERENCE)}'></script>
<script src="/docs/reference.js"></script>
</body>
</html>`

const startPage = ({ sandbox, version }: PageFacts, host: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Chaise is running</title>
<style>
  :root { color-scheme: light dark; --ink: #1d2433; --paper: #fbfaf7; --line: #d9d4c9; --accent: #0f6b5c }
  @media (prefers-color-scheme: dark) { :root { --ink: #e9e6df; --paper: #171a20; --line: #363b45; --accent: #5cc7b2 } }
  body { font: 17px/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 44rem; margin: 4rem auto; padding: 0 1.25rem }
  h1 { font-size: 1.7rem; margin: 0 0 .25rem } p { margin: .6rem 0 }
  a { color: var(--accent) } ul { padding: 0; list-style: none; border-top: 1px solid var(--line) }
  li { padding: .75rem 0; border-bottom: 1px solid var(--line) } li b { display: block }
  code { font-size: .92em; background: color-mix(in srgb, var(--ink) 8%, transparent); padding: .1em .35em; border-radius: 4px }
  footer { margin-top: 2.5rem; font-size: .85rem; opacity: .75 }
</style>
<h1>Chaise is running</h1>
<p>This server answers the calls of the Zenoti v1 API and sends its webhooks. Point your client's base URL here
and keep the rest as it is.</p>
<ul>
  <li><b><a href="/docs">API reference</a></b>Every operation with its fields; try them in the page.</li>
  <li><b><a href="/openapi.json">openapi.json</a></b>The same as an OpenAPI 3.1 document, for generators and tests.</li>
  <li><b>Management</b>Centers, services, staff, keys and webhooks are set up under <code>/admin/v1</code>.</li>
  ${sandbox ? '<li><b>Sandbox</b>Move the clock and reset the data under <code>/admin/v1/sandbox</code>.</li>' : ''}
  <li><b>Health</b><a href="/healthz">alive</a> · <a href="/readyz">ready</a> · <a href="/metrics">metrics</a></li>
</ul>
<p>Your API key and the sign-in of the demo organisation were printed where you started the server. Try:</p>
<p><code>curl -H "Authorization: apikey YOUR_KEY" http://${/^[\w.:[\]-]+$/.test(host) ? host : 'localhost:8080'}/v1/centers</code></p>
<footer>Chaise ${version}. Independent of Zenoti and not endorsed by it.</footer>
</html>`
