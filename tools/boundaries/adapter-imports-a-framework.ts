// as: libs/adapters/src/x.ts
// refused by: house/imports
import { Server } from '@nestjs/microservices';

export const server = Server;
