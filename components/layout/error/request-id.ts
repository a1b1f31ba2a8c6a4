/** Name of the `meta` element that holds the request ID of the page that was asked for last. */
export const REQUEST_ID_META = 'request-id'
