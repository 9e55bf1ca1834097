// @vladmandic/human: BlazeFace, mesh, FaceRes, configured as its page on comparing faces recommends.
'use strict';
const { readFile } = require('fs/promises');
const { pathToFileURL } = require('url');
const { installed, from, clock, wasmFolder, webassembly, serve } = require('./pictures.cjs');

const config = {
  backend: 'wasm',
  debug: false,
  warmup: 'none',
  cacheSensitivity: 0, // pictures are no video: nothing is taken over from the one before
  face: {
    detector: { rotation: true, maxDetected: 10 }, // the face in the middle counts, not the likeliest one
    mesh: { enabled: true },
    description: { enabled: true },
    iris: { enabled: false },
    emotion: { enabled: false },
  },
  body: { enabled: false },
  hand: { enabled: false },
  object: { enabled: false },
  gesture: { enabled: false },
};

/** It fetches its weights by URL; node's own fetch knows no files. */
globalThis.fetch = async (url) => new Response(await readFile(new URL(url)));

async function main() {
  const { Human } = from(installed('@vladmandic/human/dist/human.node-wasm.js'));
  const modelBasePath = `${pathToFileURL(installed('@vladmandic/human/models'))}/`;
  const human = new Human({ ...config, wasmPath: wasmFolder, modelBasePath });
  await webassembly(human.tf);
  await human.load();
  const { version } = from(installed('@vladmandic/human/package.json'));

  await serve(human.tf, `human ${version}, tfjs ${human.tf.version['tfjs-core']} wasm`, async (tensor) => {
    const begin = clock();
    const { face, error } = await human.detect(tensor);
    if (error) throw new Error(error);
    return {
      faces: face.filter(({ embedding }) => embedding?.length).map(({ box: [x, y, width, height], embedding }) => ({
        box: [x, y, x + width, y + height],
        vector: Array.from(embedding),
      })),
      detect_ms: null, // detection and the rest are one call
      encode_ms: clock() - begin,
    };
  });
}

main();
