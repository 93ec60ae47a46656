"""The reference meeting and its setting, loaded through the services that people use."""

from demo.services.loading import DemoAccount, LoadedDemo, load_demo, publish_reference_report

__all__ = ["DemoAccount", "LoadedDemo", "load_demo", "publish_reference_report"]
