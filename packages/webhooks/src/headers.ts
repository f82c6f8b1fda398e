/** `Headers` of the web standard, or an object as node:http, Express and Fastify have it, names in any case. */
export type HeadersLike =
  { get(name: string): string | null } | Readonly<Record<string, string | readonly string[] | undefined>>

/** Value of a header, or null. Repeated ones are joined as HTTP does it. */
export function readHeader(headers: HeadersLike, name: string): string | null {
  if (hasGet(headers)) return headers.get(name)
  const values = Object.entries(headers)
    .filter(([key, value]) => key.toLowerCase() === name && value !== undefined)
    .flatMap(([, value]) => value as string | readonly string[])
  return values.length ? values.join(', ') : null
}

const hasGet = (headers: HeadersLike): headers is { get(name: string): string | null } =>
  typeof headers.get === 'function'
