'use client'

import { Loader, Stack, Text } from '@mantine/core'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { TextLink } from '../shell/text-link'

/** A search that has looked at many codes and met none yet: it goes on by itself. */
export function SearchOn({ href }: { href: string }) {
  const router = useRouter()
  useEffect(() => router.replace(href), [router, href])
  return (
    <Stack align="center" gap="xs" p="xl" role="status">
      <Loader size="sm" aria-hidden />
      <Text size="sm">Searching on. Very many codes match, and those found so far lie elsewhere in this order.</Text>
      <TextLink href={href}>Go on</TextLink>
    </Stack>
  )
}
