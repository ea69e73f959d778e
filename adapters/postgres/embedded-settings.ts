/** A server's share of memory is too much for a guest in our process: 128 MB of buffers is what it takes unless told. */
export const SMALL = ['shared_buffers=16MB'];
