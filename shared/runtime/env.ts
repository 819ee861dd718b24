import type { Env } from '../contract/env.ts';

/** Reads the variables a function declares; throws one error naming all that are missing, and who sets them. */
export function readEnv<Spec extends Readonly<Record<string, string>>>(spec: Spec): Env<Spec> {
  const missing = Object.keys(spec).filter((name) => !process.env[name]);
  if (missing.length > 0) {
    throw new Error(
      `environment lacks ${missing.map((name) => `${name} (${spec[name]})`).join(', ')}: infra/ sets it on deployment`,
    );
  }
  return Object.fromEntries(Object.keys(spec).map((name) => [name, process.env[name]])) as Env<Spec>;
}
