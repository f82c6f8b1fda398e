export interface Figure {
  what: string
  measured: string
  baseline: string
  /** measured against baseline; lower is better. */
  ratio: number | null
  aim: string
}

const figures: Figure[] = []

/** Notes a figure and prints it at once; the whole table comes at the end. */
export function note(figure: Figure): void {
  figures.push(figure)
  console.log(line(figure))
}

const line = (f: Figure) =>
  `${f.what.padEnd(58)} ${f.measured.padStart(22)} ${f.baseline.padStart(30)} ${(f.ratio === null ? '' : `${f.ratio.toFixed(2)}×`).padStart(8)}  ${f.aim}`

export function printTable(): void {
  console.log(
    `\n${line({ what: 'what', measured: 'measured', baseline: 'baseline', ratio: null, aim: 'aim' })}`,
  )
  console.log('-'.repeat(140))
  for (const figure of figures) console.log(line(figure))
}

export const ms = (value: number) => `${value.toFixed(value < 10 ? 2 : 1)} ms`
export const perSecond = (value: number) => `${value.toFixed(0)}/s`
