'use client'

import { BarChart } from '@mantine/charts'
import { Table, TableTbody, TableTd, TableTh, TableThead, TableTr } from '@mantine/core'
import type { DailyCounts } from '@/lib/overview/schema'
import { useHydrated } from '../form/use-hydrated'
import classes from './daily-chart.module.css'

const SERIES = [
  { name: 'registrations', label: 'Registrations', color: 'harbour.5' },
  { name: 'refusals', label: 'Refusals', color: 'orange.6' },
]

const shortDay = (day: string) => new Date(day).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })

/** Registrations and refusals day by day: as a picture, and as a table for those who read or hear numbers. */
export function DailyChart({ days, labelledBy }: { days: DailyCounts[]; labelledBy: string }) {
  const hydrated = useHydrated()
  return (
    <>
      <div className={classes.chart} aria-hidden>
        {hydrated && (
          <BarChart
            h={220}
            data={days.map((counts) => ({ ...counts, day: shortDay(counts.day) }))}
            dataKey="day"
            type="stacked"
            series={SERIES}
            withLegend
            legendProps={{ verticalAlign: 'bottom' }}
            xAxisProps={{ interval: 'equidistantPreserveStart', minTickGap: 16 }}
            yAxisProps={{ allowDecimals: false, width: 44 }}
            barChartProps={{ accessibilityLayer: false }}
            barProps={{ isAnimationActive: false }}
            tooltipAnimationDuration={0}
          />
        )}
      </div>
      <details className={classes.numbers}>
        <summary>The numbers of each day</summary>
        <Table aria-labelledby={labelledBy} verticalSpacing={4}>
          <TableThead>
            <TableTr>
              <TableTh scope="col">Day (UTC)</TableTh>
              <TableTh scope="col">Registrations</TableTh>
              <TableTh scope="col">Refusals</TableTh>
            </TableTr>
          </TableThead>
          <TableTbody>
            {days.toReversed().map(({ day, registrations, refusals }) => (
              <TableTr key={day}>
                <TableTh scope="row" fw={400}>
                  {day}
                </TableTh>
                <TableTd>{registrations.toLocaleString('en')}</TableTd>
                <TableTd>{refusals.toLocaleString('en')}</TableTd>
              </TableTr>
            ))}
          </TableTbody>
        </Table>
      </details>
    </>
  )
}
