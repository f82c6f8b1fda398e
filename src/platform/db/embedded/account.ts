import { chmodSync, chownSync, readFileSync, readdirSync, statSync, type Stats } from 'node:fs'
import { dirname, join } from 'node:path'
import { readOrNull } from './process.ts'

/** The account the database server runs under. */
export interface Account {
  uid: number
  gid: number
}

const isRoot = (): boolean => process.getuid?.() === 0

/**
 * Postgres refuses to run as root, so root lends it an unprivileged account: the owner of the existing
 * database, else the owner of the data directory, else postgres or nobody. Null: not root, stay who we are.
 */
export function chooseAccount(dataDir: string, cluster: string): Account | null {
  if (!isRoot()) return null
  const accounts = readAccounts()
  const ownerOf = (path: string): Account | null => {
    const stat = readOrNull(() => statSync(path))
    return stat && stat.uid !== 0 ? { uid: stat.uid, gid: stat.gid } : null
  }
  const owner = ownerOf(dataDir)
  return (
    ownerOf(cluster) ??
    // initdb looks its own name up, so the owner must be a known account.
    (owner && [...accounts.values()].some((account) => account.uid === owner.uid) ? owner : null) ??
    accounts.get('postgres') ??
    accounts.get('nobody') ?? { uid: 65534, gid: 65534 }
  )
}

function readAccounts(): Map<string, Account> {
  const lines = (readOrNull(() => readFileSync('/etc/passwd', 'utf8')) ?? '').split('\n')
  return new Map(
    lines.flatMap((line) => {
      const [name, , uid, gid] = line.split(':')
      return name && uid && gid ? [[name, { uid: Number(uid), gid: Number(gid) }] as const] : []
    }),
  )
}

const mayEnter = (stat: Stats, account: Account): boolean =>
  (stat.mode & (stat.uid === account.uid ? 0o100 : stat.gid === account.gid ? 0o010 : 0o001)) !== 0

/** True when the account may pass through the directory and all above it. Null stands for ourselves. */
export function reaches(directory: string, account: Account | null): boolean {
  if (!account) return true
  const stat = readOrNull(() => statSync(directory))
  if (!stat || !mayEnter(stat, account)) return false
  const parent = dirname(directory)
  return parent === directory || reaches(parent, account)
}

/** Lets the account pass through a directory that is Chaise's own. What is inside keeps its own rights. */
export function letEnter(directory: string, account: Account | null): void {
  const stat = statSync(directory)
  if (account && !mayEnter(stat, account)) chmodSync(directory, (stat.mode & 0o7777) | 0o011)
}

/** Gives a folder and all it holds to the account. */
export function giveTo(path: string, account: Account | null): void {
  if (!account) return
  chownSync(path, account.uid, account.gid)
  for (const entry of readdirSync(path, { recursive: true, withFileTypes: true }))
    if (!entry.isSymbolicLink()) chownSync(join(entry.parentPath, entry.name), account.uid, account.gid)
}
