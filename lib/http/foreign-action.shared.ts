/**
 * What the server answers to a call of an action that comes from a page of another address than its
 * own, as text: so the page learns why it was refused.
 */
export const FOREIGN_ACTION = 'This page has another address than the console.'
