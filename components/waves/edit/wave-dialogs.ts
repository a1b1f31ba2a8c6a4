export { DeleteWaveDialog } from './delete-wave-dialog'
export { EditWaveDialog } from './edit-wave-dialog'
