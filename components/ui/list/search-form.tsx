'use client'

import { Button, TextInput } from '@mantine/core'
import { type ReactNode, useEffect, useState } from 'react'
import { useHydrated } from '@/components/form/use-hydrated'
import { useIsPhone } from '../phone'
import classes from './filters.module.css'

type SearchFormProps = {
  label: string
  /** What is searched, in the words of the field. */
  placeholder: string
  /** What is searched for now; Back and Forward bring other searches. */
  search: string
  onSearch: (text: string) => void
  /** What else narrows the list, given what stands in the field; on a phone behind a button. */
  filters?: (text: string) => ReactNode
  /** How many of these are chosen. */
  chosen?: number
  children?: ReactNode
}

/**
 * Searches a list; nothing of it is sent by the browser itself, which would put it into the
 * address.
 */
export function SearchForm(props: SearchFormProps) {
  const { label, placeholder, search, onSearch, filters, chosen = 0, children } = props
  const hydrated = useHydrated()
  const [text, setText] = useState(search)
  const [isOpen, setIsOpen] = useState(false)
  const isPhone = useIsPhone()
  useEffect(() => setText(search), [search])
  return (
    <search aria-label={label}>
      <form
        method="post"
        noValidate
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault()
          onSearch(text)
        }}
      >
        <fieldset className={classes.filters} disabled={!hydrated}>
          <div className={classes.search}>
            <TextInput
              type="search"
              name="search"
              label="Search"
              placeholder={placeholder}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              maxLength={256}
              className={classes.field}
            />
            <Button type="submit" variant="default">
              Search
            </Button>
          </div>
          {filters && (
            <>
              <Button
                variant="default"
                className={classes.toggle}
                data-phone={isPhone || undefined}
                aria-expanded={isOpen}
                onClick={() => setIsOpen(!isOpen)}
              >
                {isOpen ? 'Hide filters' : chosen > 0 ? `Filters (${chosen})` : 'Filters'}
              </Button>
              {(isOpen || !isPhone) && (
                <div className={classes.more} data-open={isOpen || undefined}>
                  {filters(text)}
                </div>
              )}
            </>
          )}
        </fieldset>
      </form>
      {children}
    </search>
  )
}
