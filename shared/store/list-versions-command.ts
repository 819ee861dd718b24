/** In a file of its own, so that bundles hold this one command, and load it with the first listing. */
export { ListObjectVersionsCommand } from '@aws-sdk/client-s3';
