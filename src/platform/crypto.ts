import { createCipheriv, createDecipheriv, hash as digest, randomBytes, timingSafeEqual } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** 256 random bits as 64 lower-case hex digits: the form of API keys. */
export const newSecret = (): string => randomBytes(32).toString('hex')

/** SHA-256 of a random secret; enough because such secrets cannot be guessed. */
export const hashSecret = (secret: string): string => digest('sha256', secret, 'hex')

/** argon2id of a password, with its salt inside. Takes tens of milliseconds by design. */
export const hashPassword = (password: string): Promise<string> => hash(password)

export const verifyPassword = (hashed: string, password: string): Promise<boolean> =>
  verify(hashed, password).catch(() => false)

/** Encrypts text at rest (AES-256-GCM) with the 32-byte key of the installation: nonce, tag, text; base64. */
export function encrypt(key: Buffer, text: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')
}

/** Reads what `encrypt` wrote; throws when the key is another one or the text was changed. */
export function decrypt(key: Buffer, sealed: string): string {
  const raw = Buffer.from(sealed, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', key, raw.subarray(0, 12))
  decipher.setAuthTag(raw.subarray(12, 28))
  return Buffer.concat([decipher.update(raw.subarray(28)), decipher.final()]).toString('utf8')
}

export function equalSecrets(a: string, b: string): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}
