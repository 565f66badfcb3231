"""dlt reads customers and charges into PostgreSQL by its own source for REST, both at once, as files that are copied."""

import os
import resource
import sys
import tempfile
import time

os.environ["RUNTIME__DLTHUB_TELEMETRY"] = "false"
os.environ["RUNTIME__LOG_LEVEL"] = "CRITICAL"
# Files of rows that are copied are its fastest way into PostgreSQL.
os.environ["NORMALIZE__LOADER_FILE_FORMAT"] = "csv"
os.environ["NORMALIZE__WORKERS"] = str(os.cpu_count() or 1)
os.environ["EXTRACT__WORKERS"] = "8"
# It wants one, though the server asks for none.
os.environ["DESTINATION__POSTGRES__CREDENTIALS__PASSWORD"] = "none"

import dlt  # noqa: E402
from dlt.sources.rest_api import rest_api_source  # noqa: E402

lists = ("customers", "charges")


def account(url: str, key: str):
    source = rest_api_source(
        {
            "client": {
                "base_url": f"{url}/v1/",
                "auth": {"type": "bearer", "token": key},
                "headers": {"stripe-version": "2026-10-28.endive"},
                "paginator": {
                    "type": "cursor",
                    "cursor_path": "data[-1:].id",
                    "cursor_param": "starting_after",
                    "has_more_path": "has_more",
                },
            },
            "resource_defaults": {"primary_key": "id", "write_disposition": "append"},
            "resources": [
                {
                    "name": name,
                    "parallelized": True,
                    "endpoint": {"path": name, "params": {"limit": 100}, "data_selector": "data"},
                }
                for name in lists
            ],
        }
    )
    # What is nested stays one column of JSON, as the others keep it.
    source.max_table_nesting = 0
    return source


def peak_memory() -> int:
    with open("/proc/self/status", encoding="ascii") as status:
        for line in status:
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="cartograph-bench-dlt-") as folder:
        pipeline = dlt.pipeline(
            pipeline_name="account",
            pipelines_dir=folder,
            destination=dlt.destinations.postgres(os.environ["CONTEST_DATABASE"]),
            dataset_name="dlt",
        )
        source = account(os.environ["CONTEST_STRIPE"], os.environ["CONTEST_KEY"])
        began = time.perf_counter()
        pipeline.run(source).raise_on_failed_jobs()
        taken = round((time.perf_counter() - began) * 1000)
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    computed = round(sum(usage.ru_utime + usage.ru_stime for usage in usages) * 1000)
    print(f"reading {taken}", file=sys.stderr)
    print(f"peak memory {peak_memory()}, computed {computed}", file=sys.stderr)


if __name__ == "__main__":
    main()
