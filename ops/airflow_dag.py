"""An Airflow DAG for the reports: one task for each year, which runs the command.

The worker needs access to the checkout in HELSETREND_HOME, in which `make report` was run once.
"""

import os
from datetime import datetime, timedelta
from shlex import quote

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

HOME = os.environ.get("HELSETREND_HOME", "/opt/helsetrend")
YEARS = (2021, 2022, 2023)

COMMAND = ".venv/bin/helsetrend report --year {year} --timeout 1200"

with DAG(
    dag_id="helsetrend_reports",
    description="Yearly reports on the use of Helsenorge",
    schedule="0 6 1 * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,
    # A held lock (5) or a timeout (124) may pass at the next attempt; other failures would only repeat.
    default_args={"retries": 2, "retry_delay": timedelta(minutes=10)},
) as dag:
    for year in YEARS:
        BashOperator(
            task_id=f"report_{year}",
            bash_command=f"cd {quote(HOME)} && {COMMAND.format(year=year)}",
            execution_timeout=timedelta(minutes=30),
        )
