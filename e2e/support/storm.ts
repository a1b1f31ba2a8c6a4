import { createAgent } from './agent'
import { addCode } from './codes'
import type { RunningConsole } from './console'
import type { TestDatabase } from './test-database'

export const MACHINES = 200
export const COUNT = 50

export const machines = Array.from({ length: MACHINES }, (_, index) => ({
  machineId: `storm-${index}`,
  hostname: `storm-${index}`,
}))

/** Lets all machines register at once over some consoles, each request sent as often as told. */
export async function storm(consoles: RunningConsole[], database: TestDatabase, copies: number) {
  const agents = await Promise.all(consoles.map(({ url }) => createAgent(url)))
  const { code, id } = await addCode(database, COUNT)
  const sent = machines.flatMap((machine, index) =>
    Array.from({ length: copies }, (_, copy) => ({
      machine,
      agent: agents[(index + copy) % agents.length],
    })),
  )
  const answers = await Promise.all(
    sent.map(async ({ machine, agent }) => ({
      machine,
      answer: await agent?.register(code, machine),
    })),
  )
  const accepted = new Set(
    answers
      .filter(({ answer }) => answer && answer.status < 300)
      .map(({ machine }) => machine.machineId),
  )
  const refused = answers.filter(
    ({ answer }) => answer?.status === 409 && answer.body.code === 'code_exhausted',
  )
  return { id, accepted, refused, created: answers.filter(({ answer }) => answer?.status === 201) }
}
