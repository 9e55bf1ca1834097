// What both drivers under node share: pictures in, lines of JSON out. See run_faceid.py for the format.
'use strict';
const fs = require('fs');
const path = require('path');
const readline = require('readline');
const { createRequire } = require('module');

/** Where a file of the environment's packages lies; its folder is the first argument. */
const installed = (...names) => path.join(path.resolve(process.argv[2]), 'node_modules', ...names);

/** Load such a file, or a package by its name; drivers lie elsewhere. */
const from = createRequire(installed('drivers.cjs'));

/** Read a binary PPM picture as a tensor (height, width, 3). */
function picture(tf, file) {
  const bytes = fs.readFileSync(file);
  const [header, width, height] = /^P6\n(\d+) (\d+)\n255\n/.exec(bytes.toString('latin1', 0, 40));
  const pixels = Int32Array.from(bytes.subarray(header.length));
  return tf.tensor3d(pixels, [Number(height), Number(width), 3], 'int32');
}

/** Processor time of all threads, in milliseconds. */
function clock() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const wasmFolder = installed('@tensorflow', 'tfjs-backend-wasm', 'dist', path.sep);

/** Use WebAssembly, the one backend of tensorflow.js that its packages carry for node, on so many threads. */
async function webassembly(tf) {
  const wasm = from('@tensorflow/tfjs-backend-wasm');
  wasm.setWasmPaths(wasmFolder);
  wasm.setThreadsCount(Number(process.env.OMP_NUM_THREADS));
  await tf.setBackend('wasm');
  await tf.ready();
}

const write = (answer) => process.stdout.write(`${JSON.stringify(answer)}\n`);

/** Answer every path of the standard input. */
async function serve(tf, version, analyse) {
  write({ version });
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const tensor = picture(tf, line);
    write(await analyse(tensor));
    tf.dispose(tensor);
  }
}

module.exports = { installed, from, clock, wasmFolder, webassembly, serve };
