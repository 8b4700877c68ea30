/** A mistake put into a copy of the project, and what the check must say about it. */
interface Plant {
  /** What is wrong. */
  readonly mistake: string;
  /** Path in the project, of a file that does not exist. */
  readonly file: string;
  readonly content: string;
  /** In the check's output. */
  readonly says: RegExp;
}

/** A run of one `npm run check:…` with mistakes that it must all report. */
export interface PlantedRun {
  readonly check: 'types' | 'format' | 'layers' | 'dead';
  readonly where: string;
  readonly plants: readonly Plant[];
}

const planted = (mistake: string, file: string, content: string, says: RegExp): Plant => ({
  mistake,
  file,
  content: `${content}\n`,
  says,
});

/** Each mistake that the checks are there for, at least once. */
export const plantedRuns: readonly PlantedRun[] = [
  {
    check: 'types',
    where: 'anywhere',
    plants: [
      planted(
        'a wrong type',
        'src/engine/planted.ts',
        "export const count: number = 'one';",
        /planted\.ts.*TS2322/,
      ),
      planted(
        'an element that may be missing',
        'src/editor/planted.ts',
        'export const first = (names: string[]): string => names[0];',
        /editor\/planted\.ts.*TS2322/,
      ),
      planted(
        'the page in the core',
        'src/core/plantedPage.ts',
        'export const title = document.title;',
        /plantedPage\.ts.*TS2/,
      ),
      planted(
        'a wrong type in a test',
        'test/unit/planted.test.ts',
        'export const flag: boolean = 1;',
        /planted\.test\.ts.*TS2322/,
      ),
    ],
  },
  {
    check: 'types',
    where: 'in the core, which knows no Node',
    plants: [
      planted(
        'a global of Node',
        'src/core/plantedNode.ts',
        'export const home = process.cwd();',
        /plantedNode\.ts.*TS2/,
      ),
    ],
  },
  {
    check: 'types',
    where: 'in the page, which knows no Node',
    plants: [
      planted(
        'a global of Node',
        'webview/graph/planted.ts',
        'export const home = process.cwd();',
        /planted\.ts.*TS2/,
      ),
    ],
  },
  {
    check: 'types',
    where: 'in the scripts',
    plants: [
      planted(
        'a wrong type',
        'scripts/planted.mjs',
        '/** @type {number} */\nexport const count = "one";',
        /planted\.mjs.*TS2322/,
      ),
    ],
  },
  {
    check: 'format',
    where: 'anywhere',
    plants: [
      planted(
        'a promise nobody waits for',
        'src/engine/plantedFloating.ts',
        'async function save(): Promise<void> {}\n\nexport function close(): void {\n  save();\n}',
        /plantedFloating\.ts.*noFloatingPromises/,
      ),
      planted(
        'a promise where a truth value belongs',
        'src/engine/plantedMisused.ts',
        "const isReady = async (): Promise<boolean> => true;\n\nexport const state = (): string => (isReady() ? 'ready' : 'busy');",
        /plantedMisused\.ts.*noMisusedPromises/,
      ),
      planted(
        'a switch that forgets a case',
        'src/core/plantedSwitch.ts',
        "export function sign(label: 'positive' | 'negative'): string {\n  switch (label) {\n    case 'positive':\n      return '+';\n  }\n  return '';\n}",
        /plantedSwitch\.ts.*useExhaustiveSwitchCases/,
      ),
      planted(
        'any',
        'src/core/plantedAny.ts',
        'export const value: any = 1;',
        /plantedAny\.ts.*noExplicitAny/,
      ),
      planted(
        'a non-null assertion',
        'src/core/plantedNonNull.ts',
        'export const first = (names: string[]): string => names[0]!;',
        /plantedNonNull\.ts.*noNonNullAssertion/,
      ),
      planted(
        'a default export',
        'src/core/plantedDefault.ts',
        'export default 1;',
        /plantedDefault\.ts.*noDefaultExport/,
      ),
      planted(
        'output to the console',
        'src/cli/plantedConsole.ts',
        "console.log('done');",
        /plantedConsole\.ts.*noConsole/,
      ),
      planted(
        'careless format',
        'src/core/plantedFormat.ts',
        'export const   name="x"',
        /plantedFormat\.ts format/,
      ),
    ],
  },
  {
    check: 'layers',
    where: 'across the layers',
    plants: [
      planted(
        'core → node',
        'src/core/plantedNode.ts',
        "import 'node:fs';",
        /error core-is-pure: src\/core\/plantedNode\.ts/,
      ),
      planted(
        'core → packages',
        'src/core/plantedPackage.ts',
        "import 'valibot';",
        /error core-is-pure: src\/core\/plantedPackage\.ts/,
      ),
      planted(
        'core → engine',
        'src/core/plantedUp.ts',
        "import '../engine/errors.ts';",
        /error core-is-pure: src\/core\/plantedUp\.ts/,
      ),
      planted(
        'engine → vscode',
        'src/engine/planted.ts',
        "import 'vscode';",
        /error engine: src\/engine\/planted\.ts/,
      ),
      planted(
        'engine → editor',
        'src/engine/plantedUp.ts',
        "import '../editor/ids.ts';",
        /error engine: src\/engine\/plantedUp\.ts/,
      ),
      planted(
        'protocol → engine',
        'src/protocol/planted.ts',
        "import '../engine/errors.ts';",
        /error protocol: src\/protocol\/planted\.ts/,
      ),
      planted(
        'editor → command line',
        'src/editor/planted.ts',
        "import '../cli/inputs.ts';",
        /error editor: src\/editor\/planted\.ts/,
      ),
      planted(
        'command line → vscode',
        'src/cli/planted.ts',
        "import 'vscode';",
        /error cli: src\/cli\/planted\.ts/,
      ),
      planted(
        'page → engine',
        'webview/graph/planted.ts',
        "import '../../src/engine/errors.ts';",
        /error webview: webview\/graph\/planted\.ts/,
      ),
      planted(
        'page → node',
        'webview/graph/plantedNode.ts',
        "import 'node:fs';",
        /error webview: webview\/graph\/plantedNode\.ts/,
      ),
      planted(
        'a file that is not there',
        'src/core/plantedLost.ts',
        "import './nowhere.ts';",
        /error no-unresolved: src\/core\/plantedLost\.ts/,
      ),
      planted(
        'half a cycle',
        'src/core/plantedCycleA.ts',
        "import './plantedCycleB.ts';",
        /error no-cycles: src\/core\/plantedCycle/,
      ),
      planted(
        'its other half',
        'src/core/plantedCycleB.ts',
        "import './plantedCycleA.ts';",
        /error no-cycles: src\/core\/plantedCycle/,
      ),
    ],
  },
  {
    check: 'dead',
    where: 'anywhere',
    plants: [
      planted(
        'a file nobody imports',
        'src/core/plantedFile.ts',
        'export const alone = 1;',
        /plantedFile\.ts/,
      ),
      planted(
        'an export nobody imports',
        'scripts/planted.mjs',
        "import { used } from './lib/plantedExport.mjs';\n\nconsole.log(used);",
        /unusedPlant\s.*plantedExport\.mjs/,
      ),
      planted(
        'its other half',
        'scripts/lib/plantedExport.mjs',
        'export const used = 1;\nexport const unusedPlant = 2;',
        /unusedPlant/,
      ),
      planted(
        'a package nobody declared',
        'scripts/plantedPackage.mjs',
        "import 'leftpad-of-nobody';",
        /leftpad-of-nobody/,
      ),
    ],
  },
];
