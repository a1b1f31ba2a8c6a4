export { HostDialog } from './host-dialog'
export { RemoveHostDialog } from './remove-host-dialog'
export { WaiveDialog } from './waive-dialog'
