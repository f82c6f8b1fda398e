/** How lines look. */
import { styleText } from 'node:util'

/** For a person at a terminal; NO_COLOR and pipes get it plain. */
export const paint = (color: 'red' | 'dim', text: string): string =>
  process.stdout.isTTY ? styleText(color, text, { stream: process.stdout }) : text

export const localTime = (at: Date): string => {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`
}
