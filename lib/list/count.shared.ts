import type { Total } from './page.shared'

/**
 * A count, a whole number from 0, as it stands on the screen: `1,234,567`. Written by hand: the
 * first use of `Intl` holds a slow phone up, on every page with a number.
 */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** A total as it stands on the screen; one that goes on beyond what was counted: `10,000+`. */
export function formatTotal({ count, more }: Total): string {
  return `${formatCount(count)}${more ? '+' : ''}`
}
