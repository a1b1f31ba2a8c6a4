'use client'

import { Button, Text } from '@mantine/core'
import Link from 'next/link'
import {
  createContext,
  type FocusEvent,
  type ReactNode,
  use,
  useEffect,
  useRef,
  useState,
} from 'react'
import { HiddenText } from '../ui/hidden-text'
import classes from './notices.module.css'

export type Notice = {
  text: string
  /** Takes it back, in one call; answers what is said then. */
  undo?: () => Promise<string>
  /** Where that is which it speaks of. */
  href?: string
}

/** Names may be of any length; what was done must be seen beside them. */
const LONG_WORD = /\S{49,}/g
const shortened = (word: string) => `${word.slice(0, 32)}…${word.slice(-12)}`

const NoticesContext = createContext<(notice: Notice) => void>(() => {})

const SHOWN_MILLISECONDS = 15_000

/** The key that goes to what can be done with a notice, as in other programs. */
const SHORTCUT = 'F8'

/** Says what was done, above all pages: to the eye and to screen readers. */
export function useNotify(): (notice: Notice) => void {
  return use(NoticesContext)
}

/** Holds the latest notice; it goes by itself, but not while somebody is at it. */
export function NoticesProvider({ children }: { children: ReactNode }) {
  const [notice, setNotice] = useState<Notice>()
  const [isHeld, setIsHeld] = useState(false)
  const [pending, setPending] = useState(false)

  useEffect(() => {
    if (!notice || isHeld || pending) return
    const timer = setTimeout(() => setNotice(undefined), SHOWN_MILLISECONDS)
    return () => clearTimeout(timer)
  }, [notice, isHeld, pending])

  // The buttons go, and the focus goes back to where it was before it came to them.
  const before = useRef<HTMLElement>(null)
  const buttons = useRef<HTMLDivElement>(null)

  // It stands behind the page, and so a long way off for the keyboard.
  useEffect(() => {
    if (!notice) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key === SHORTCUT) buttons.current?.querySelector<HTMLElement>('a, button')?.focus()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [notice])

  function leave() {
    setIsHeld(false)
    const isThere = before.current?.isConnected
    const place = isThere ? before.current : document.getElementById('content')
    place?.focus({ preventScroll: true })
  }

  async function takeBack(undo: () => Promise<string>) {
    setPending(true)
    setNotice({ text: await undo() })
    setPending(false)
    leave()
  }

  function close() {
    setNotice(undefined)
    leave()
  }

  const hold = {
    onMouseEnter: () => setIsHeld(true),
    onMouseLeave: () => setIsHeld(false),
    onFocus: ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) => {
      setIsHeld(true)
      if (relatedTarget instanceof HTMLElement && !currentTarget.contains(relatedTarget))
        before.current = relatedTarget
    },
    onBlur: () => setIsHeld(false),
  }
  return (
    <NoticesContext value={setNotice}>
      {children}
      <section
        className={classes.place}
        aria-label={notice && 'Message'}
        aria-keyshortcuts={notice && SHORTCUT}
        {...hold}
      >
        <div role="status">
          {notice && (
            <Text size="sm" lineClamp={6}>
              {notice.text.replace(LONG_WORD, shortened)}
            </Text>
          )}
          {notice?.undo && <HiddenText>{SHORTCUT} leads to Undo.</HiddenText>}
        </div>
        {notice && (
          <div className={classes.buttons} ref={buttons}>
            {notice.href && <NoticeLink href={notice.href} onFollow={() => setNotice(undefined)} />}
            {notice.undo && (
              <Button
                size="xs"
                variant="default"
                loading={pending}
                onClick={() => notice.undo && takeBack(notice.undo)}
              >
                Undo
                <kbd className={classes.key} aria-hidden>
                  {SHORTCUT}
                </kbd>
              </Button>
            )}
            <Button size="xs" variant="subtle" aria-label="Close this message" onClick={close}>
              Close
            </Button>
          </div>
        )}
      </section>
    </NoticesContext>
  )
}

function NoticeLink({ href, onFollow }: { href: string; onFollow: () => void }) {
  return (
    <Button
      component={Link}
      href={href}
      prefetch={false}
      size="xs"
      variant="default"
      onClick={onFollow}
    >
      Show
    </Button>
  )
}
