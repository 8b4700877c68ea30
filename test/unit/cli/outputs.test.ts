import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { isSameFile, outputPath, writeOutput } from '../../../src/cli/outputs.ts';
import { temporaryFolder } from './temporaryFolder.ts';

describe('writeOutput', () => {
  it('makes the folder and replaces a file only when told to', async () => {
    const path = join(temporaryFolder(), 'new', 'a.tsv');
    await writeOutput(path, 'один', 'fail');
    await expect(writeOutput(path, 'два', 'fail')).rejects.toThrow(
      `${path}: already exists and was left as it is`,
    );
    expect(readFileSync(path, 'utf8')).toBe('один');
    await writeOutput(path, 'два', 'replace');
    expect(readFileSync(path, 'utf8')).toBe('два');
    expect(readdirSync(join(path, '..'))).toEqual(['a.tsv']);
  });

  it('compresses to the same bytes each time when the name ends in .gz', async () => {
    const folder = temporaryFolder();
    await writeOutput(join(folder, 'a.tsv.gz'), 'Россия\n', 'fail');
    await writeOutput(join(folder, 'b.gz'), 'Россия\n', 'fail');
    const bytes = readFileSync(join(folder, 'a.tsv.gz'));
    expect(bytes.equals(readFileSync(join(folder, 'b.gz')))).toBe(true);
    expect(bytes.readUInt32LE(4)).toBe(0);
    expect(gunzipSync(bytes).toString()).toBe('Россия\n');
  });

  it('says when the place is a folder or stands below a file', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'a.tsv'));
    writeFileSync(join(folder, 'file'), 'x');
    await expect(writeOutput(join(folder, 'a.tsv'), '', 'replace')).rejects.toThrow(
      'a.tsv: is a folder; name a file in it',
    );
    await expect(writeOutput(join(folder, 'file', 'b'), '', 'replace')).rejects.toThrow(
      /b: cannot be written: a file (of that name )?stands/,
    );
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('x');
  });

  it.skipIf(process.platform !== 'linux')(
    'writes into a pipe or device instead of replacing it',
    async () => {
      const folder = temporaryFolder();
      symlinkSync('/dev/null', join(folder, 'null'));
      await writeOutput(join(folder, 'null'), 'x', 'replace');
      expect(execFileSync('stat', ['-L', '-c', '%F', join(folder, 'null')], { encoding: 'utf8' })).toContain(
        'character special file',
      );
    },
  );

  it.skipIf(process.platform !== 'linux')('says when the file system takes no files', async () => {
    await expect(writeOutput('/sys/aredit.tsv', 'x', 'replace')).rejects.toThrow(
      /^\/sys\/aredit\.tsv: cannot be written: .+; (change the rights|choose another place)/,
    );
  });

  it.skipIf(process.platform !== 'linux')('says when the device is full', async () => {
    await expect(writeOutput('/dev/full', 'x', 'replace')).rejects.toThrow(
      '/dev/full: cannot be written: the disk is full; free some space (ENOSPC)',
    );
  });
});

describe('outputPath', () => {
  it('joins folder, name and suffix', () =>
    expect(outputPath('/out', 'статья.1', '.ann')).toBe('/out/статья.1.ann'));
  it.each(['', '../evil', '/etc/passwd', 'a/b', 'a\\b', 'a\0b', '..'])('refuses the name %j', (name) => {
    expect(() => outputPath('/out', name, name === '..' ? '' : '.ann')).toThrow(
      'is no file name within /out',
    );
  });
});

describe('isSameFile', () => {
  it('sees through links and takes missing files for different', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a'), '');
    symlinkSync(join(folder, 'a'), join(folder, 'link'));
    expect(await isSameFile(join(folder, 'a'), join(folder, 'link'))).toBe(true);
    expect(await isSameFile(join(folder, 'a'), join(folder, 'b'))).toBe(false);
    expect(await isSameFile(join(folder, 'b'), join(folder, 'b'))).toBe(false);
  });
});
