// What a code is changed in, loaded together when the first of them is opened.
export { ConfirmChange } from './confirm-change'
export { EditDialog } from './edit-dialog'
export { ExtendDialog } from './extend-dialog'
