/**
 * What a native library was built for, read from its header: `linux-x64`, `darwin-arm64`, …
 * @throws Error for anything that is no ELF, Mach-O or PE file of a kind that we ship.
 */
export function binaryKind(content: Buffer): string {
  if (content.readUInt32BE(0) === 0x7f454c46)
    return `linux-${machineName(elfMachines, content.readUInt16LE(18))}`;
  if (content.readUInt32LE(0) === 0xfeedfacf)
    return `darwin-${machineName(machMachines, content.readUInt32LE(4))}`;
  if (content.toString('latin1', 0, 2) === 'MZ') {
    const header = content.readUInt32LE(60);
    return `win32-${machineName(peMachines, content.readUInt16LE(header + 4))}`;
  }
  throw new Error('This is no native library.');
}

const elfMachines = new Map([
  [0x3e, 'x64'],
  [0xb7, 'arm64'],
]);
const machMachines = new Map([[0x0100000c, 'arm64']]);
const peMachines = new Map([
  [0x8664, 'x64'],
  [0xaa64, 'arm64'],
]);

function machineName(machines: ReadonlyMap<number, string>, machine: number): string {
  const name = machines.get(machine);
  if (!name) throw new Error(`Unknown machine 0x${machine.toString(16)}.`);
  return name;
}
