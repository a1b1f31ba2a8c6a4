'use client'

import { Loader, Stack, Text } from '@mantine/core'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { TextLink } from '../text-link'

/**
 * A search that has looked at many rows and met none yet: it goes on by itself, in steps that cost
 * little.
 */
export function ContinueSearch({ href }: { href: string }) {
  const router = useRouter()
  useEffect(() => router.replace(href), [router, href])
  return (
    <Stack align="center" gap="xs" p="xl" role="status">
      <Loader size="sm" aria-hidden />
      <Text size="sm">Still searching. Nothing has matched so far.</Text>
      <TextLink href={href}>Go on</TextLink>
    </Stack>
  )
}
