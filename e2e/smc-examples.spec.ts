import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { addAccessKey } from './support/access-keys'
import { expect, test } from './support/fixtures'

const examples = [
  ...readFileSync('docs/smc-api.md', 'utf8').matchAll(
    /```js\n(\/\/ @alicloud\/([\w-]+)[\s\S]*?)```/g,
  ),
]

test('the documentation has an example for each client', () => {
  expect(examples.map(([, , client]) => client)).toEqual([
    'pop-core',
    'rpc-client',
    'openapi-client',
    'openapi-core',
  ])
})

for (const [, source = '', client] of examples) {
  test(`the documented example for ${client} works as it stands there`, async ({
    app,
    database,
  }) => {
    const { accessKeyId, accessKeySecret } = await addAccessKey(database)
    const file = test.info().outputPath('example.mjs')
    writeFileSync(file, source.replaceAll('localhost:3000', new URL(app.url).host))
    const child = spawn(process.execPath, [file], {
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'test',
        ACCESS_KEY_ID: accessKeyId,
        ACCESS_KEY_SECRET: accessKeySecret,
      },
    })
    let output = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
    })
    child.stderr.on('data', (chunk) => {
      output += chunk
    })
    const status = await new Promise((resolve) => child.once('close', resolve))
    expect(output).toMatch(/AccessTokenCode: 'act[A-Za-z0-9]{29}'/)
    expect(status).toBe(0)
  })
}
