import { parentPort, workerData } from 'node:worker_threads';
import { readCityPack } from './pack-reader.ts';

parentPort?.postMessage(readCityPack(String(workerData)));
