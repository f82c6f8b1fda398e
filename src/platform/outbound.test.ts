/** Nobody who chooses an address may reach what lies inside. */
import { createServer, type Server } from 'node:http'
import net, { type AddressInfo, type NetConnectOpts, type TcpNetConnectOpts } from 'node:net'
import fc from 'fast-check'
import { request, type Agent } from 'undici'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  BlockedTarget,
  isGlobalAddress,
  openOutbound,
  type OutboundOptions,
  type Resolve,
} from './outbound.ts'

describe('which addresses are public', () => {
  test.each([
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['0.0.0.0', 'this network'],
    ['0.255.0.1', 'this network'],
    ['10.0.0.1', 'private'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.1.1', 'private'],
    ['100.64.0.1', 'shared by carriers'],
    ['100.127.255.255', 'shared by carriers'],
    ['169.254.169.254', 'metadata of clouds'],
    ['192.0.0.1', 'protocol assignments'],
    ['192.0.2.1', 'documentation'],
    ['198.51.100.7', 'documentation'],
    ['203.0.113.9', 'documentation'],
    ['198.18.0.1', 'benchmarking'],
    ['198.19.255.255', 'benchmarking'],
    ['192.88.99.1', '6to4 relays'],
    ['224.0.0.1', 'multicast'],
    ['239.255.255.255', 'multicast'],
    ['240.0.0.1', 'reserved'],
    ['255.255.255.255', 'broadcast'],
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['0:0:0:0:0:0:0:1', 'loopback, in full'],
    ['::ffff:127.0.0.1', 'mapped'],
    ['::ffff:7f00:1', 'mapped, in hex'],
    ['::FFFF:8.8.8.8', 'mapped public'],
    ['::127.0.0.1', 'compatible'],
    ['::7f00:1', 'compatible, in hex'],
    ['::ffff:0:127.0.0.1', 'translated'],
    ['64:ff9b::7f00:1', 'NAT64'],
    ['64:ff9b::127.0.0.1', 'NAT64'],
    ['64:ff9b:1::a00:1', 'local NAT64'],
    ['2002:7f00:1::', '6to4'],
    ['2001::1', 'Teredo'],
    ['2001:0:4136:e378:8000:63bf:3fff:fdd2', 'Teredo'],
    ['fc00::1', 'unique local'],
    ['fd12:3456::1', 'unique local'],
    ['fe80::1', 'link-local'],
    ['fe80::1%eth0', 'with a zone'],
    ['fe80::1%25eth0', 'with an escaped zone'],
    ['2606:4700::1111%eth0', 'public, yet with a zone'],
    ['febf::1', 'link-local'],
    ['fec0::1', 'site-local'],
    ['ff02::1', 'multicast'],
    ['100::1', 'discard'],
    ['2001:db8::1', 'documentation'],
    ['3fff::1', 'documentation'],
    ['3fff:fff::1', 'documentation'],
    ['2001:2::1', 'benchmarking'],
    ['5f00::1', 'segment routing'],
    ['4000::1', 'not assigned'],
    ['2130706433', 'decimal'],
    ['0x7f.1', 'hex'],
    ['0177.0.0.1', 'octal'],
    ['127.1', 'short'],
    ['', 'empty'],
    ['localhost', 'a name'],
    ['example.com', 'a name'],
    ['8.8.8.8 ', 'with a blank'],
    ['[2606:4700::1111]', 'in brackets'],
  ])('not %s: %s', (address) => expect(isGlobalAddress(address)).toBe(false))

  test.each([
    '8.8.8.8',
    '1.0.0.1',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '126.255.255.255',
    '128.0.0.0',
    '169.253.255.255',
    '172.15.255.255',
    '172.32.0.0',
    '192.167.255.255',
    '223.255.255.255',
    '2606:4700:4700::1111',
    '2a00:1450:4001:830::200e',
    '2003::1',
  ])('%s is', (address) => expect(isGlobalAddress(address)).toBe(true))

  // The special-purpose registries of IANA, and multicast; as first address and length of the prefix.
  const SPECIAL: readonly (readonly [string, number])[] = [
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.31.196.0', 24],
    ['192.52.193.0', 24],
    ['192.88.99.0', 24],
    ['192.168.0.0', 16],
    ['192.175.48.0', 24],
    ['198.18.0.0', 15],
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
    ['0:0:0:0:0:0:0:0', 96],
    ['0:0:0:0:0:ffff:0:0', 96],
    ['0:0:0:0:ffff:0:0:0', 96],
    ['64:ff9b:0:0:0:0:0:0', 96],
    ['64:ff9b:1:0:0:0:0:0', 48],
    ['100:0:0:0:0:0:0:0', 64],
    ['100:0:0:1:0:0:0:0', 64],
    ['2001:0:0:0:0:0:0:0', 23],
    ['2001:db8:0:0:0:0:0:0', 32],
    ['2002:0:0:0:0:0:0:0', 16],
    ['2620:4f:8000:0:0:0:0:0', 48],
    ['3fff:0:0:0:0:0:0:0', 20],
    ['5f00:0:0:0:0:0:0:0', 16],
    ['fc00:0:0:0:0:0:0:0', 7],
    ['fe80:0:0:0:0:0:0:0', 10],
    ['fec0:0:0:0:0:0:0:0', 10],
    ['ff00:0:0:0:0:0:0:0', 8],
  ]
  const parse = (text: string): bigint =>
    text.includes(':')
      ? text.split(':').reduce((sum, part) => (sum << 16n) | BigInt(parseInt(part, 16)), 0n)
      : text.split('.').reduce((sum, part) => (sum << 8n) | BigInt(part), 0n)
  const groups = (value: bigint, count: number, bits: bigint) =>
    Array.from({ length: count }, (_, i) =>
      Number((value >> (bits * BigInt(count - 1 - i))) & ((1n << bits) - 1n)),
    )
  const format4 = (value: bigint) => groups(value, 4, 8n).join('.')
  const format6 = (value: bigint, padded: boolean, upper: boolean) => {
    const text = groups(value, 8, 16n)
      .map((group) => group.toString(16).padStart(padded ? 4 : 1, '0'))
      .join(':')
    return upper ? text.toUpperCase() : text
  }
  const blocks = SPECIAL.map(([first, length]) => {
    const width = first.includes(':') ? 128 : 32
    return { from: parse(first), size: 1n << BigInt(width - length), width }
  })
  const inside = (value: bigint, width: number) =>
    blocks.some((block) => block.width === width && value >= block.from && value < block.from + block.size)

  test('none inside a special block, in any spelling', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...blocks),
        fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }),
        fc.constantFrom('random', 'first', 'last'),
        fc.boolean(),
        fc.boolean(),
        ({ from, size, width }, random, where, padded, upper) => {
          const value = from + (where === 'first' ? 0n : where === 'last' ? size - 1n : random % size)
          const text = width === 32 ? format4(value) : format6(value, padded, upper)
          expect([text, isGlobalAddress(text)]).toEqual([text, false])
          // The same address inside IPv6.
          if (width === 32) expect(isGlobalAddress(`::ffff:${text}`)).toBe(false)
        },
      ),
      { numRuns: 3_000 },
    )
  })

  test('every other one is', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }), fc.boolean(), (random, six) => {
        const value = six ? (1n << 125n) | (random & ((1n << 125n) - 1n)) : random & 0xffff_ffffn
        fc.pre(!inside(value, six ? 128 : 32))
        const text = six ? format6(value, false, false) : format4(value)
        expect([text, isGlobalAddress(text)]).toEqual([text, true])
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('connections', () => {
  let server: Server
  let port: number
  let hits: string[] = []
  const agents: Agent[] = []
  /** Where connections would have gone: all are led to the server of this test. */
  let dialled: string[] = []
  const connectReally = net.connect

  beforeAll(async () => {
    server = createServer((incoming, response) => {
      hits.push(`${incoming.headers.host} ${incoming.url}`)
      if (incoming.url === '/moved')
        response.writeHead(307, { location: `http://127.0.0.1:${port}/inside` }).end()
      else response.end('ok')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
  })
  afterAll(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  beforeEach(() => {
    hits = []
    dialled = []
    vi.spyOn(net, 'connect').mockImplementation(((options: TcpNetConnectOpts) => {
      const { host = '', lookup } = options
      if (net.isIP(host)) dialled.push(host)
      return connectReally({
        ...options,
        port,
        ...(net.isIP(host) ? { host: '127.0.0.1' } : {}),
        ...(lookup
          ? {
              lookup: (name, how, done) =>
                lookup(name, how, (error, addresses, family) => {
                  if (error) return done(error, addresses, family)
                  dialled.push(...(addresses as { address: string }[]).map(({ address }) => address))
                  done(null, [{ address: '127.0.0.1', family: 4 }])
                }),
            }
          : {}),
      } satisfies NetConnectOpts)
    }) as typeof net.connect)
  })
  afterEach(async () => {
    vi.restoreAllMocks()
    await Promise.all(agents.splice(0).map((agent) => agent.destroy()))
  })

  function open(options: Partial<OutboundOptions> = {}): Agent {
    const agent = openOutbound({ allowPrivate: false, connectMs: 1_000, ...options })
    agents.push(agent)
    return agent
  }
  async function get(agent: Agent, url: string): Promise<number> {
    const { statusCode, body } = await request(url, { dispatcher: agent })
    await body.dump()
    // The connection is free for the next request a moment later.
    await new Promise((resolve) => setImmediate(resolve))
    return statusCode
  }
  /** Answers look-ups one after the other, the last again and again. */
  function answering(...answers: (readonly string[] | Error)[]): Resolve & { names: string[] } {
    const names: string[] = []
    const resolve: Resolve = (name, done) => {
      const answer = answers[Math.min(names.length, answers.length - 1)]!
      names.push(name)
      if (answer instanceof Error) done(answer, [])
      else
        done(
          null,
          answer.map((address) => ({ address, family: net.isIP(address) })),
        )
    }
    return Object.assign(resolve, { names })
  }

  test.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0x7f.1/',
    'http://017700000001/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://127.0.0.1./',
    'http://0/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://①②⑦.⓪.⓪.①/',
    'https://127.0.0.1/',
    'https://[fd00::1]/',
  ])('%s is refused before anything is dialled or looked up', async (url) => {
    const resolve = answering(['8.8.8.8'])
    await expect(get(open({ resolve }), url)).rejects.toBeInstanceOf(BlockedTarget)
    expect([dialled, resolve.names, hits]).toEqual([[], [], []])
  })

  test.each(['http://[fe80::1%25eth0]/', 'http://[fe80::1%eth0]/'])(
    '%s is no address at all',
    async (url) => {
      await expect(get(open(), url)).rejects.toThrow()
      expect(dialled).toEqual([])
    },
  )

  test.each(['localhost', 'localhost.', 'LOCALHOST', 'ip6-localhost.'])(
    'the name %s by the system',
    async (name) => {
      await expect(get(open(), `http://${name}/`)).rejects.toThrow()
      expect([dialled, hits]).toEqual([[], []])
    },
  )

  test.each([
    ['one inner address', ['10.1.2.3']],
    ['an inner one among public ones', ['8.8.8.8', '127.0.0.1']],
    ['an inner one of the other family', ['2606:4700::1111', '192.168.0.1']],
    ['an inner one, mapped', ['8.8.8.8', '::ffff:10.0.0.1']],
    ['a zone', ['fe80::1%2']],
    ['no address but a name', ['internal']],
  ])('a name with %s is refused whole', async (_what, answer) => {
    const agent = open({ resolve: answering(answer) })
    await expect(get(agent, 'http://receiver.example/')).rejects.toBeInstanceOf(BlockedTarget)
    expect([dialled, hits]).toEqual([[], []])
  })

  test('an empty answer and an error of the look-up are what they are', async () => {
    await expect(get(open({ resolve: answering([]) }), 'http://receiver.example/')).rejects.toMatchObject({
      code: 'ENOTFOUND',
    })
    const failure = Object.assign(new Error('no'), { code: 'EAI_AGAIN' })
    await expect(
      get(open({ resolve: answering(failure) }), 'http://receiver.example/'),
    ).rejects.toMatchObject({
      code: 'EAI_AGAIN',
    })
    expect(dialled).toEqual([])
  })

  test('an answer that changes after the check changes nothing: one look-up, and that is where it goes', async () => {
    const resolve = answering(['8.8.8.8'], ['127.0.0.1'])
    const agent = open({ resolve })
    expect(await get(agent, 'http://rebind.example/')).toBe(200)
    expect(resolve.names).toEqual(['rebind.example'])
    expect(dialled).toEqual(['8.8.8.8'])
    // Kept alive: nobody is asked again.
    expect(await get(agent, 'http://rebind.example/')).toBe(200)
    expect(resolve.names.length).toBe(1)
    expect(dialled.length).toBe(1)
    // A new connection is checked anew.
    server.closeAllConnections()
    await vi.waitFor(async () =>
      expect(await get(agent, 'http://rebind.example/').catch((error: unknown) => error)).toBeInstanceOf(
        BlockedTarget,
      ),
    )
    expect(dialled.length).toBe(1)
  })

  test('all checked addresses may be tried', async () => {
    const agent = open({ resolve: answering(['2606:4700::1111', '8.8.8.8']) })
    expect(await get(agent, 'http://receiver.example/')).toBe(200)
    expect(dialled).toEqual(['2606:4700::1111', '8.8.8.8'])
  })

  test('a public address in figures is dialled', async () => {
    expect(await get(open(), 'http://8.8.8.8/')).toBe(200)
    expect(dialled).toEqual(['8.8.8.8'])
  })

  test('a redirect is an answer, not a way in', async () => {
    expect(await get(open({ resolve: answering(['8.8.8.8']) }), 'http://receiver.example/moved')).toBe(307)
    expect(hits).toEqual(['receiver.example /moved'])
  })

  test('whoever may reach private addresses reaches them, by the same look-up', async () => {
    expect(await get(open({ allowPrivate: true }), 'http://127.0.0.1/a')).toBe(200)
    expect(await get(open({ allowPrivate: true }), 'http://[::1]/b')).toBe(200)
    const resolve = answering(['127.0.0.1'])
    expect(await get(open({ allowPrivate: true, resolve }), 'http://inside.example/c')).toBe(200)
    expect(resolve.names).toEqual(['inside.example'])
    expect(hits.length).toBe(3)
  })

  test('proxies of the environment are not used', async () => {
    const names = ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy']
    for (const name of names) vi.stubEnv(name, 'http://127.0.0.1:9/')
    vi.stubEnv('NODE_USE_ENV_PROXY', '1')
    try {
      expect(await get(open({ resolve: answering(['8.8.8.8']) }), 'http://receiver.example/')).toBe(200)
      expect(hits).toEqual(['receiver.example /'])
    } finally {
      vi.unstubAllEnvs()
    }
  })
})
