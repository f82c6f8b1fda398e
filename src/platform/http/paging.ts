import { refuse } from '#platform/refusal.ts'

/** One page of a list. `page` counts from 1; `size` is 1 to 100, 10 when not asked (platform.yaml, pagination). */
export interface Page {
  page: number
  size: number
  offset: number
}

/** Reads page and size; throws invalid_page (400) or page_size_too_large (422). */
export function readPage(
  query: { page?: number | null; size?: number | null },
  defaults = { size: 10, max: 100 },
): Page {
  const page = query.page ?? 1
  const size = query.size ?? defaults.size
  if (!Number.isInteger(page) || page < 1 || page > 1_000_000_000) refuse('invalid_page', { field: 'page' })
  if (!Number.isInteger(size) || size < 1) refuse('invalid_page', { field: 'size' })
  if (size > defaults.max) refuse('page_size_too_large', { field: 'size' })
  return { page, size, offset: (page - 1) * size }
}

/** The `page_info` beside a list: all matching records, the page asked, the size asked. */
export const pageInfo = (total: number, page: Page) => ({ total, page: page.page, size: page.size })

/** True when `expand` names the part, whatever its case. */
export const wants = (expand: readonly string[] | null | undefined, part: string): boolean =>
  Boolean(expand?.some((value) => value.trim().toLowerCase() === part.toLowerCase()))
