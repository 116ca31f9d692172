// as: libs/weave/src/x.ts
// refused by: house/imports
import { Module } from '@nestjs/common';

export const module = Module;
