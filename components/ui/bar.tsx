import classes from './bar.module.css'

export type BarPart = { percent: number; color?: 'yellow' | 'gray' }

/** Shares of a whole, beside the words that say the same. */
export function Bar({ parts }: { parts: BarPart[] }) {
  return (
    <span className={classes.bar} aria-hidden>
      {parts.map(({ percent, color = 'primary' }) => (
        <span
          key={color}
          className={classes.part}
          data-color={color}
          style={{ width: `${percent}%` }}
        />
      ))}
    </span>
  )
}
