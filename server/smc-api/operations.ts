import 'server-only'
import type { Allowed } from '@/lib/actors/actor'
import { PAGING, type Run, withPermission } from './operation'
import { isTaken } from './parameters'
import { refuseParameter } from './problem'
import {
  deleteSourceServer,
  describeSourceServers,
  modifySourceServerAttribute,
} from './source-operations'
import {
  createAccessToken,
  deleteAccessToken,
  disableAccessToken,
  listAccessTokens,
} from './token-operations'
import {
  associateSourceServers,
  createWorkgroup,
  deleteWorkgroup,
  describeWorkgroups,
  disassociateSourceServers,
  modifyWorkgroupAttribute,
} from './workgroup-operations'

/**
 * An operation with the parameters that it takes; `Name.N` is a list. Any other one is refused: a
 * filter that is passed over answers with everything, and a script that deletes what it was given
 * deletes everything.
 */
function operation(parametersTaken: string[], run: Run): Run {
  return async (actor, parameters) => {
    const unknown = [...parameters.keys()].find((name) => !isTaken(parametersTaken, name))
    return unknown === undefined
      ? run(actor, parameters)
      : refuseParameter(unknown, 'The console does not support it.')
  }
}

const onWorkgroups = (run: Run<Allowed<'waves.write'>>) =>
  withPermission('waves.write', run, 'Forbidden.Unauthorized')

// A map: an operation named like a property of objects is just an unknown one.
const OPERATIONS = new Map<string, Run>([
  [
    'CreateAccessToken',
    operation(
      ['Name', 'Description', 'Count', 'TimeToLiveInDays'],
      withPermission('tokens.write', createAccessToken),
    ),
  ],
  [
    'ListAccessTokens',
    operation(['AccessTokenId.N', 'Name', 'Status', ...PAGING], listAccessTokens),
  ],
  [
    'DisableAccessToken',
    operation(['AccessTokenId'], withPermission('tokens.write', disableAccessToken)),
  ],
  [
    'DeleteAccessToken',
    operation(['AccessTokenId'], withPermission('tokens.write', deleteAccessToken)),
  ],
  [
    'DescribeSourceServers',
    operation(['SourceId.N', 'Name', 'State', 'WorkgroupId', ...PAGING], describeSourceServers),
  ],
  [
    'ModifySourceServerAttribute',
    operation(
      ['SourceId', 'Name', 'Description'],
      withPermission('sources.write', modifySourceServerAttribute),
    ),
  ],
  [
    'DeleteSourceServer',
    operation(['SourceId', 'Force'], withPermission('sources.write', deleteSourceServer)),
  ],
  [
    'CreateWorkgroup',
    operation(['Name', 'Description', 'ClientToken', 'Tag.N'], onWorkgroups(createWorkgroup)),
  ],
  [
    'DescribeWorkgroups',
    operation(['WorkgroupId.N', 'Name', 'Status', 'Tag.N', ...PAGING], describeWorkgroups),
  ],
  [
    'ModifyWorkgroupAttribute',
    operation(['WorkgroupId', 'Name', 'Description'], onWorkgroups(modifyWorkgroupAttribute)),
  ],
  ['DeleteWorkgroup', operation(['WorkgroupId'], onWorkgroups(deleteWorkgroup))],
  [
    'AssociateSourceServers',
    operation(['WorkgroupId', 'SourceId.N'], onWorkgroups(associateSourceServers)),
  ],
  [
    'DisassociateSourceServers',
    operation(['WorkgroupId', 'SourceId.N'], onWorkgroups(disassociateSourceServers)),
  ],
])

/** The operation of a name, as the SMC API writes it. */
export function findOperation(action: string): Run | undefined {
  return OPERATIONS.get(action)
}
