// Loaded when a dialog opens for the first time.
export { Modal } from '@mantine/core'
