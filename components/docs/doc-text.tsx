import { Anchor, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import Markdown, { type Components } from 'react-markdown'
import rehypeSlug from 'rehype-slug'
import remarkGfm from 'remark-gfm'
import { type DocName, docAddress } from '@/lib/docs/docs.shared'
import { TextLink } from '../ui/text-link'
import classes from './doc-text.module.css'

const COMPONENTS: Components = {
  h1: () => null,
  img: () => null,
  h2: ({ id, children }) => (
    <Title order={2} size="h4" id={id}>
      {children}
    </Title>
  ),
  h3: ({ id, children }) => (
    <Title order={3} size="h5" id={id}>
      {children}
    </Title>
  ),
  pre: ({ children }) => (
    <Wide label="Code">
      <pre>{children}</pre>
    </Wide>
  ),
  table: ({ children }) => (
    <Wide label="Table">
      <table>{children}</table>
    </Wide>
  ),
  th: ({ children }) => (children ? <th scope="col">{children}</th> : <td />),
  td: ({ children }) => <td>{children}</td>,
}

/** A document as a page has it: its title is that of the page, and there are no pictures. */
export function DocText({ name, text }: { name: DocName; text: string }) {
  const a: Components['a'] = ({ href = '', children }) => (
    <DocLink href={docAddress(name, href)}>{children}</DocLink>
  )
  return (
    <div className={classes.text}>
      <Markdown
        remarkPlugins={[remarkGfm]}
        rehypePlugins={[rehypeSlug]}
        components={{ ...COMPONENTS, a }}
      >
        {text}
      </Markdown>
    </div>
  )
}

/** What may be wider than the page scrolls by itself, also by keyboard. */
function Wide({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: else the keyboard could not scroll it
    <figure className={classes.wide} tabIndex={0} aria-label={label}>
      {children}
    </figure>
  )
}

/** A link of a document; what only a checkout has is no link here. */
function DocLink({ href, children }: { href: string | undefined; children?: ReactNode }) {
  if (!href) return children
  if (href.startsWith('/'))
    return (
      <TextLink inherit underlined href={href}>
        {children}
      </TextLink>
    )
  return (
    <Anchor inherit underline="always" href={href}>
      {children}
    </Anchor>
  )
}
