import { createAgent } from './support/agent'
import { addCode } from './support/codes'
import { expect, test, uniqueName } from './support/fixtures'
import { makeWave } from './support/waves'

test('the title of a page names what it is about', async ({ signedIn, app, database }) => {
  const name = uniqueName()
  const { code, id } = await addCode(database, 5, 86_400, name)
  const unnamed = await addCode(database, 5)
  const agent = await createAgent(app.url)
  const { body } = await agent.register(code, { machineId: `m-${id}`, hostname: `host-${id}` })
  const { page } = await signedIn('operator', '/settings/account')
  const waveId = await makeWave(page, `night-${name}`, [`host-${id}`])
  for (const [path, title] of [
    [`/tokens/${id}`, name],
    [`/tokens/${id}/refusals`, `Refusals of ${name}`],
    [`/tokens/${id}/history`, `History of ${name}`],
    [`/tokens/${unnamed.id}`, unnamed.id],
    [`/sources/${body.sourceId}`, `host-${id}`],
    ['/refusals', 'Refusals'],
    ['/docs', 'Help'],
    ['/docs/guide', 'Guide'],
    ['/docs/nothing', 'No such page'],
    [`/waves/${waveId}`, `night-${name}`],
    [`/waves/${waveId}/codes`, `Codes of night-${name}`],
    [`/waves/${waveId}/wall`, `night-${name}`],
    ['/tokens/at-00000000000000000000', 'No such page'],
    ['/nowhere', 'No such page'],
  ] as const) {
    await page.goto(path)
    await expect(page).toHaveTitle(`${title} · Activation Console`)
  }
})
