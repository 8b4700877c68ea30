import { fileURLToPath } from 'node:url';

/** The project's folder, absolute, without a slash at the end. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/**
 * A path inside the project.
 * @param {readonly string[]} parts
 */
export const inProject = (...parts) => [root, ...parts].join('/');
