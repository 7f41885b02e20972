-- A role and a database for each service: no service can read another's tables.
-- Runs once, when the volume of Postgres is empty.
\getenv password BACKHAUL_DB_PASSWORD

CREATE ROLE loop_gateway LOGIN PASSWORD :'password';
CREATE ROLE shopify_gateway LOGIN PASSWORD :'password';
CREATE ROLE aims360_adapter LOGIN PASSWORD :'password';
CREATE ROLE rlm_adapter LOGIN PASSWORD :'password';
CREATE ROLE ledger LOGIN PASSWORD :'password';

CREATE DATABASE loop_gateway OWNER loop_gateway;
CREATE DATABASE shopify_gateway OWNER shopify_gateway;
CREATE DATABASE aims360_adapter OWNER aims360_adapter;
CREATE DATABASE rlm_adapter OWNER rlm_adapter;
CREATE DATABASE ledger OWNER ledger;

REVOKE CONNECT ON DATABASE loop_gateway, shopify_gateway, aims360_adapter, rlm_adapter, ledger FROM PUBLIC;
