// Loaded when a menu is opened for the first time: with what places it, it weighs more than a page
// of ours.
export { Menu } from '@mantine/core'
