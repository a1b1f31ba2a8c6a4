'use client'

import { Button, Group, InputBase, NativeSelect, Progress, Stack, Text } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { type DragEvent, useRef, useState } from 'react'
import { ProblemAlert } from '@/components/form/problem-alert'
import { useAlive } from '@/components/form/use-alive'
import { formatCount } from '@/lib/list/count.shared'
import { ColumnTable } from './column-table'
import classes from './list-input.module.css'
import { ListPreview } from './list-preview'
import type { useList } from './use-list'

/** Takes a list: a file that is chosen or dropped, or what is pasted; and says what it would do. */
export function ListInput({ list }: { list: ReturnType<typeof useList> }) {
  const { read, waves, problem, preview, progress, takeFile, takeText, change, forget } = list
  const file = useRef<HTMLInputElement>(null)
  const [isOver, setIsOver] = useState(false)
  const [pasted, setPasted] = useState('')
  const alive = useAlive()

  function drop(event: DragEvent) {
    event.preventDefault()
    setIsOver(false)
    const [first] = event.dataTransfer.files
    if (first) void takeFile(first)
    else paste(event.dataTransfer.getData('text'))
  }

  function paste(text: string) {
    setPasted(text)
    takeText(text)
  }

  return (
    <Stack gap="md">
      <section
        className={classes.drop}
        data-over={isOver || undefined}
        aria-label="The list"
        onDragOver={(event) => {
          event.preventDefault()
          setIsOver(true)
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={drop}
      >
        <Group gap="sm">
          <Button
            variant="default"
            leftSection={<IconUpload size={16} aria-hidden />}
            onClick={() => file.current?.click()}
            {...alive}
          >
            Choose a file
          </Button>
          <Text size="sm" c="dimmed">
            or drop it here. CSV of AWS, Azure Migrate, this console or your own; or names, one a
            line.
          </Text>
          <input
            ref={file}
            type="file"
            hidden
            aria-label="File with a list"
            accept=".csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values"
            onChange={(event) => {
              const [chosen] = event.currentTarget.files ?? []
              if (chosen) void takeFile(chosen)
              event.currentTarget.value = ''
            }}
          />
        </Group>
        <InputBase
          component="textarea"
          multiline
          rows={4}
          label="Or paste it"
          placeholder={'web-1.example.com\nweb-2.example.com'}
          value={pasted}
          onChange={(event) => paste(event.currentTarget.value)}
          spellCheck={false}
          mt="sm"
        />
      </section>
      <ProblemAlert problem={problem} />
      {(read || problem) && (
        <Group>
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              setPasted('')
              forget()
            }}
          >
            Forget this list
          </Button>
        </Group>
      )}
      {read && (
        <Text size="sm">
          {read.name && <b>{read.name}</b>} {sizeOf(read)}
          {read.table.recognised.tool && ` It is a file of ${read.table.recognised.tool}.`}
        </Text>
      )}
      {waves.length > 1 && (
        <NativeSelect
          label="Wave in the file"
          description="The file names several; only its lines are put in"
          value={read?.wave ?? ''}
          onChange={(event) => change({ wave: event.currentTarget.value || undefined })}
          data={[
            { value: '', label: 'All of them' },
            ...waves.map(([name, count]) => ({ value: name, label: `${name} (${count})` })),
          ]}
          maw={400}
        />
      )}
      {read && (
        <ColumnTable
          read={read}
          isOpen={read.columns.hostname === undefined}
          onChange={(columns, hasHeader) => change({ columns, hasHeader })}
        />
      )}
      {progress !== undefined && (
        <div>
          <Text size="sm" role="status" mb={4}>
            Looking at the list, {Math.round(progress * 100)}%
          </Text>
          <Progress value={progress * 100} aria-label="Looking at the list" />
        </div>
      )}
      {preview && <ListPreview preview={preview} />}
    </Stack>
  )
}

function sizeOf({ table, hasHeader }: { table: { rows: unknown[] }; hasHeader: boolean }): string {
  const count = table.rows.length - (hasHeader ? 1 : 0)
  return `${formatCount(count)} ${count === 1 ? 'line' : 'lines'}.`
}
