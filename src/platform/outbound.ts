/**
 * Connections to addresses that somebody else chose. A name is looked up once and the connection goes to what
 * was checked, so an answer that changes in between reaches nobody.
 */
import { lookup, type LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { Agent, buildConnector } from 'undici'

/** The target lies inside: on this machine, in a private network, or where no public address can be. */
export class BlockedTarget extends Error {
  readonly code = 'CHAISE_BLOCKED_TARGET'
}

const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3')

/** Whether an IP address can belong to a public host. IPv4 inside IPv6 (mapped, NAT64, 6to4, Teredo) cannot, nor one with a zone. */
export function isGlobalAddress(text: string): boolean {
  if (!isIP(text) || text.includes('%')) return false
  const address = ipaddr.parse(text)
  if (address.range() !== 'unicast') return false
  return address instanceof ipaddr.IPv6 ? address.match(GLOBAL_IPV6) : true
}

function checkAddress(host: string, address: string): void {
  if (isGlobalAddress(address)) return
  const shown = host === address ? host : `${host} (${address})`
  throw new BlockedTarget(`${shown} is not a public address`)
}

export type Resolve = (
  host: string,
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

const resolveBySystem: Resolve = (host, done) => lookup(host, { all: true }, done)

export interface OutboundOptions {
  /** Lets connections go anywhere; for receivers on the same machine or network. */
  allowPrivate: boolean
  /** Milliseconds until a connection must stand. */
  connectMs: number
  resolve?: Resolve
}

/** Connections that are kept alive between requests. A name with a single inner address among its own is refused whole. */
export function openOutbound({ allowPrivate, connectMs, resolve = resolveBySystem }: OutboundOptions): Agent {
  const checkedLookup: LookupFunction = (host, _options, done) =>
    resolve(host, (error, addresses) => {
      if (error) return done(error, '', 4)
      try {
        if (!addresses.length) throw Object.assign(new Error(`${host} has no address`), { code: 'ENOTFOUND' })
        if (!allowPrivate) for (const { address } of addresses) checkAddress(host, address)
      } catch (refused) {
        return done(refused as Error, '', 4)
      }
      // Node asks for all of them, to try one family after the other.
      done(null, addresses as never, undefined as never)
    })
  const connector = buildConnector({
    timeout: connectMs,
    allowH2: false,
    autoSelectFamily: true,
    lookup: checkedLookup,
  } as buildConnector.BuildOptions)
  return new Agent({
    connect: (options, done) => {
      // Nothing is looked up for an address in figures, so it is checked here.
      const host = options.hostname.replace(/^\[|\]$/g, '')
      if (!allowPrivate && ipaddr.isValid(host)) {
        try {
          checkAddress(host, host)
        } catch (refused) {
          return done(refused as Error, null)
        }
      }
      connector(options, done)
    },
  })
}
