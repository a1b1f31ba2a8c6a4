'use client'

import { Button } from '@mantine/core'
import { useAlive } from '@/components/form/use-alive'

/** Takes the whole screen, where the browser lets a page do that. */
export function FillScreen() {
  const alive = useAlive()
  const fill = () => document.documentElement.requestFullscreen?.().catch(() => {})
  return (
    <Button variant="default" onClick={() => void fill()} {...alive}>
      Fill the screen
    </Button>
  )
}
