import { InvalidArgumentError, Option } from 'commander';

/** How the texts are laid out; RuSentRel has conventions of its own. */
export function sourceOption(): Option {
  return new Option('--source <kind>', 'rusentrel: a line is a sentence, its {Author, Unknown} is no text')
    .choices(['plain', 'rusentrel'])
    .default('plain');
}

/** An option's value as a whole number of at least `least`. */
export function wholeNumber(least: number): (value: string) => number {
  return (value) => {
    if (!/^\d{1,9}$/.test(value) || Number(value) < least) {
      throw new InvalidArgumentError(`It must be a whole number of at least ${least}.`);
    }
    return Number(value);
  };
}
