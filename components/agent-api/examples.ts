/**
 * A registration as a program of one's own sends it. The code comes from the environment: an
 * argument would stand in the list of processes.
 */
export const agentExample = (address: string) => `curl -sS ${address}/api/v1/source-servers \\
  -H 'Content-Type: application/json' \\
  -H @- \\
  -d '{"machineId": "rack-12-unit-3", "hostname": "db-01", "platform": "linux"}' <<END
Authorization: Bearer $ACTIVATION_CODE
END`

/** A code issued through the SMC API, with a client of Alibaba Cloud. */
export const smcExample = (
  address: string,
  accessKeyId: string,
) => `// npm install @alicloud/pop-core
import Core from '@alicloud/pop-core'

const client = new Core({
  endpoint: '${address}',
  apiVersion: '2019-06-01',
  accessKeyId: '${accessKeyId}',
  accessKeySecret: process.env.ACCESS_KEY_SECRET,
})
console.log(
  await client.request('CreateAccessToken', { Name: 'wave-3', Count: '30' }, { method: 'POST' }),
)`
